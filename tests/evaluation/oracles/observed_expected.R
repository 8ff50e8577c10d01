# Poisson and Poisson-binomial tests. Run: Rscript observed_expected.R > observed_expected.csv
# Probabilities: ((i * 37) %% 101 + 1) / 250 for i from 1 to n.
suppressMessages(library(PoissonBinomial))
cat("observed,n,expected,low,high,two_sided,this_few,this_many,pb_two_sided,pb_this_few,pb_this_many\n")
for (case in list(c(12, 150), c(0, 20), c(39, 200), c(60, 200), c(700, 3000))) {
  o <- case[1]; n <- case[2]
  p <- ((seq_len(n) * 37) %% 101 + 1) / 250
  e <- sum(p)
  d <- dpbinom(NULL, p)
  row <- c(o, n, e, poisson.test(o)$conf.int / e, poisson.test(o, r = e)$p.value,
           ppois(o, e), ppois(o - 1, e, lower.tail = FALSE),
           sum(d[d <= d[o + 1] * (1 + 1e-7)]), sum(d[1:(o + 1)]), sum(d[(o + 1):(n + 1)]))
  cat(paste(sprintf("%.15g", row), collapse = ","), "\n", sep = "")
}

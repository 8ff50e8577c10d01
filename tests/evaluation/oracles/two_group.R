# What R says of a few two-by-two tables. Run: Rscript two_group.R > two_group.csv
tables <- list(c(256, 2562, 1058, 13219), c(0, 40, 6, 38), c(7, 90, 12, 201), c(3, 10, 1, 12))
cat("a,n,c,m,fisher_p,conditional,conditional_low,conditional_high,chi_square,chi_square_p,exact_low,exact_high\n")
for (x in tables) {
  m <- matrix(c(x[1], x[2] - x[1], x[3], x[4] - x[3]), 2, byrow = TRUE)
  f <- fisher.test(m)
  q <- suppressWarnings(chisq.test(m, correct = FALSE))
  exact <- binom.test(x[1], x[2])$conf.int
  row <- c(x, f$p.value, f$estimate, f$conf.int, q$statistic, q$p.value, exact)
  cat(paste(sprintf("%.15g", row), collapse = ","), "\n", sep = "")
}

# What psych 2.2.9 and factanal say of invented answers. Run: Rscript reliability.R
# (writes reliability_answers.csv and reliability.csv). item_3 and item_6 are to be reversed (0 to 4).
suppressMessages(library(psych))
set.seed(3)
n <- 120; f <- rnorm(n)
load <- c(.8, .7, .6, .5, .75, .65)
x <- sapply(load, function(l) pmin(4, pmax(0, round(2 + 1.1 * (l * f + sqrt(1 - l^2) * rnorm(n))))))
x[, c(3, 6)] <- 4 - x[, c(3, 6)]
x[cbind(sample(n, 14), sample(6, 14, TRUE))] <- NA
colnames(x) <- paste0("item_", 1:6)
write.csv(cbind(id = 1:n, x), "reliability_answers.csv", row.names = FALSE, quote = FALSE)
x[, c(3, 6)] <- 4 - x[, c(3, 6)]
out <- NULL
say <- function(rule, name, value) out <<- rbind(out, data.frame(rule, name, value))
for (rule in c("listwise", "pairwise")) {
  d <- if (rule == "listwise") na.omit(x) else x
  a <- suppressWarnings(alpha(d, use = "pairwise"))
  C <- cov(d, use = "pairwise"); R <- cov2cor(C)
  say(rule, "alpha", a$total$raw_alpha); say(rule, "std", a$total$std.alpha)
  k <- factanal(covmat = R, factors = 1, n.obs = nrow(d), control = list(opt = list(factr = 1), lower = .005))
  L <- as.numeric(k$loadings); L <- L * sign(sum(L)); s <- sqrt(diag(C))
  say(rule, "omega", sum(L * s)^2 / (sum(L * s)^2 + sum((1 - L^2) * s^2)))
  for (i in 1:6) {
    o <- setdiff(1:6, i)
    say(rule, paste0("drop", i), a$alpha.drop$raw_alpha[i])
    say(rule, paste0("rest", i), sum(C[i, o]) / sqrt(C[i, i] * sum(C[o, o])))
    say(rule, paste0("loading", i), L[i])
    say(rule, paste0("mean", i), mean(d[, i], na.rm = TRUE))
  }
  if (rule == "listwise") {
    fel <- alpha.ci(a$total$raw_alpha, n.obs = nrow(d), n.var = 6)
    say(rule, "low", fel$lower.ci); say(rule, "high", fel$upper.ci)
    for (i in 1:6) say(rule, paste0("r.drop", i), a$item.stats$r.drop[i])
  }
}
options(digits = 15)
write.csv(out, "reliability.csv", row.names = FALSE, quote = FALSE)

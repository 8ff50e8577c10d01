# Predictions on the shared cohort. Run: Rscript calibration.R > calibration.csv
suppressMessages({ library(survival); library(pROC) })
d <- read.csv("cohort.csv")
d$p <- plogis(-2.2 + 0.35 * d$prior - 0.02 * (d$age - 44))
h <- 78
cat("what,value,low,high\n")
line <- function(what, ...) cat(paste(c(what, sprintf("%.15g", c(...))), collapse = ","), "\n", sep = "")
z <- qnorm(0.975)
# Outcome known of everybody: event 1 ever.
y <- as.integer(d$event == 1)
r <- suppressMessages(ci.auc(roc(y, d$p, direction = "<"), method = "delong"))
line("auc", r[2], r[1], r[3])
tight <- glm.control(epsilon = 1e-14, maxit = 50)
f <- glm(y ~ offset(qlogis(p)), binomial, d, control = tight)
say <- function(what, b, s) line(what, b, b - z * s, b + z * s)
say("in_the_large", coef(f), sqrt(vcov(f)))
f <- glm(y ~ qlogis(p), binomial, d, control = tight)
say("intercept", coef(f)[1], sqrt(vcov(f)[1, 1])); say("slope", coef(f)[2], sqrt(vcov(f)[2, 2]))
line("brier", mean((y - d$p)^2), NA, NA)
# By week 78, weights by Kaplan-Meier of censoring, events first at ties.
y <- as.integer(d$event == 1 & d$time <= h)
ended <- d$event != 0 & d$time <= h
known <- ended | d$time >= h
c <- survfit(Surv(time + ifelse(event == 0, 0.25, 0), event == 0) ~ 1, d)
chance <- function(t) c(1, c$surv)[findInterval(t, c$time + 1e-9) + 1]   # before that day's leavers
w <- ifelse(known, 1 / chance(ifelse(ended, d$time, h)), 0)
aj <- summary(survfit(Surv(time, factor(event, 0:2)) ~ 1, d, conf.type = "log-log"), times = h)
line("observed_at_horizon", aj$pstate[2], aj$lower[2], aj$upper[2])
line("weighted_share", sum(w * y) / nrow(d), NA, NA)
line("brier_at_horizon", mean(w * (y - d$p)^2), NA, NA)
cases <- which(y == 1 & w > 0); others <- which(y == 0 & w > 0)
pair <- outer(d$p[cases], d$p[others], function(a, b) (a > b) + (a == b) / 2)
ww <- outer(w[cases], w[others])
line("auc_at_horizon", sum(ww * pair) / sum(ww), NA, NA)
robust <- function(x, b, off) {
  m <- plogis(drop(x %*% b) + off)
  i <- solve(t(x) %*% (x * (w * m * (1 - m)))); s <- x * (w * (y - m))
  sqrt(diag(i %*% t(s) %*% s %*% i))
}
l <- qlogis(d$p)
f <- suppressWarnings(glm(y ~ offset(l), binomial, weights = w, control = tight))
say("in_the_large_at_horizon", coef(f), robust(cbind(1 + 0 * l), coef(f), l))
f <- suppressWarnings(glm(y ~ l, binomial, weights = w, control = tight))
s <- robust(cbind(1, l), coef(f), 0)
say("intercept_at_horizon", coef(f)[1], s[1]); say("slope_at_horizon", coef(f)[2], s[2])

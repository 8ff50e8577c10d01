# Competing risks on the shared cohort. Run: Rscript competing.R > competing.csv
suppressMessages({ library(survival); library(cmprsk) })
d <- read.csv("cohort.csv")
cat("what,entry,group,cause,name,value,se,low,high\n")
line <- function(...) cat(paste(sapply(list(...), function(x)
  if (is.numeric(x)) sprintf("%.15g", x) else x), collapse = ","), "\n", sep = "")
d$state <- factor(d$event, 0:2, c("none", "one", "two"))
at <- c(10, 52, 104, 200)
for (scale in c("log-log", "log", "plain")) for (late in c(FALSE, TRUE)) {
  f <- if (late) survfit(Surv(start, time, state) ~ treated, d, id = id, conf.type = scale)
       else survfit(Surv(time, state) ~ treated, d, id = id, conf.type = scale)
  s <- summary(f, times = at)
  for (k in seq_along(s$time)) for (cause in 1:2)
    line(paste("incidence", scale), if (late) "late" else "from_day_0",
         sub("treated=", "", as.character(s$strata[k])), cause, s$time[k], s$pstate[k, cause + 1],
         s$std.err[k, cause + 1], s$lower[k, cause + 1], s$upper[k, cause + 1])
}
for (by in c("treated", "region")) {
  g <- cuminc(d$time, d$event, d[[by]])$Tests
  for (cause in 1:2) line("gray", "from_day_0", by, cause, g[cause, "df"], g[cause, "stat"], NA, NA, g[cause, "pv"])
}
names <- c("age", "prior", "treated", "online")
for (cause in 1:2) {
  f <- crr(d$time, d$event, as.matrix(d[names]), failcode = cause, gtol = 1e-13, maxiter = 50)
  for (k in 1:4) line("fine_gray", "from_day_0", NA, cause, names[k], f$coef[k], sqrt(f$var[k, k]), NA, NA)
  line("fine_gray_log_likelihood", "from_day_0", NA, cause, NA, f$loglik, NA, NA, f$loglik.null)
}
for (late in c(FALSE, TRUE)) for (cause in 1:2) {
  y <- if (late) Surv(d$start, d$time, d$event == cause) else Surv(d$time, d$event == cause)
  f <- coxph(y ~ age + prior + treated + online, d, control = coxph.control(eps = 1e-12))
  for (k in 1:4) line("cause_specific", if (late) "late" else "from_day_0", NA, cause, names[k],
                      f$coefficients[k], sqrt(f$var[k, k]), NA, NA)
}

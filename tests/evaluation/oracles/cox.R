# Cox models on the shared cohort. Run: Rscript cox.R > cox.csv
suppressMessages(library(survival))
d <- read.csv("cohort.csv")
d$y <- as.integer(d$event == 1)
cat("ties,entry,cluster,what,name,value,second,third\n")
line <- function(...) cat(paste(sapply(list(...), function(x)
  if (is.numeric(x)) sprintf("%.15g", x) else x), collapse = ","), "\n", sep = "")
tight <- coxph.control(eps = 1e-14, iter.max = 50)
for (ties in c("efron", "breslow")) for (late in c(FALSE, TRUE)) for (clustered in c(FALSE, TRUE)) {
  left <- if (late) "Surv(start, time, y)" else "Surv(time, y)"
  formula <- as.formula(paste(left, "~ age + prior + treated + online"))
  f <- if (clustered) coxph(formula, d, ties = ties, cluster = place, control = tight)
       else coxph(formula, d, ties = ties, control = tight)
  say <- function(...) line(ties, if (late) "late" else "from_day_0", if (clustered) "yes" else "no", ...)
  s <- summary(f)
  naive <- if (clustered) f$naive.var else f$var
  for (k in seq_along(f$coefficients))
    say("coefficient", names(f$coefficients)[k], f$coefficients[k], sqrt(naive[k, k]),
        if (clustered) sqrt(f$var[k, k]) else NA)
  say("log_likelihood", NA, f$loglik[1], f$loglik[2], NA)
  say("wald", NA, f$wald.test, NA, NA)
  say("score", NA, f$score, NA, NA)
  if (!clustered) {
    say("concordance", NA, f$concordance["concordance"], f$concordance["std"], NA)
    z <- cox.zph(f)$table
    for (name in rownames(z)) say("proportional", name, z[name, "chisq"], z[name, "p"], NA)
  }
}

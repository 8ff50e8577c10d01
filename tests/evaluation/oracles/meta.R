# What metafor 3.8-1 says of the thirteen BCG trials (Colditz et al. 1994, JAMA 271, 698-702; also
# Berkey et al. 1995), whose counts are in meta_studies.csv, and of six studies with empty cells.
# Run: Rscript meta.R > meta.csv
suppressMessages(library(metafor))
exact <- list(threshold = 1e-13, maxiter = 10000, tol = 1e-13)
cat("data,measure,name,value\n")
say <- function(data, measure, name, value)
  for (n in names(value <- c(value))) cat(data, measure, paste0(name, n), format(value[[n]], digits = 15), sep = ",", fill = FALSE, "\n")
all <- read.csv("meta_studies.csv")
for (data in unique(all$data)) for (measure in c("OR", "RR")) {
  d <- all[all$data == data, ]
  args <- list(ai = d$treated_events, n1i = d$treated_total, ci = d$control_events, n2i = d$control_total, measure = measure)
  e <- do.call(escalc, c(args, drop00 = TRUE)); e$latitude <- d$latitude; e <- e[!is.na(e$yi), ]
  for (m in c("FE", "DL", "REML", "PM")) {
    f <- rma(yi, vi, data = e, method = m, control = exact)
    say(data, measure, m, c(b = f$b[1], se = f$se, tau2 = f$tau2, i2 = f$I2 / 100))
    if (m != "FE") {
      k <- rma(yi, vi, data = e, method = m, test = "knha", control = exact)
      p <- predict(k)
      say(data, measure, m, c(kh_low = k$ci.lb, kh_high = k$ci.ub, pi_low = p$pi.lb, pi_high = p$pi.ub))
    }
  }
  f <- rma(yi, vi, data = e, method = "REML", control = exact)
  ci <- confint(f, control = list(tol = 1e-13))$random["tau^2", ]
  say(data, measure, "", c(q = f$QE, q_p = f$QEp, tau2_low = ci[["ci.lb"]], tau2_high = ci[["ci.ub"]]))
  mh <- do.call(rma.mh, args)
  say(data, measure, "MH", c(b = mh$b[[1]], se = mh$se))
  g <- regtest(f, model = "lm")
  say(data, measure, "egger", c(t = g$zval, p = g$pval))
  t <- trimfill(f, control = exact)
  say(data, measure, "trimfill", c(k0 = t$k0, left = as.numeric(t$side == "left"), b = t$b[1], se = t$se, tau2 = t$tau2))
  r <- rma(yi, vi, mods = ~ latitude, data = e, method = "REML", test = "knha", control = exact)
  say(data, measure, "mod", c(b0 = r$b[1], b1 = r$b[2], se1 = r$se[2], p1 = r$pval[2], low1 = r$ci.lb[2], f = r$QM, fp = r$QMp, qe = r$QE, tau2 = r$tau2, r2 = r$R2 / 100))
}

# Propensities (glm), balance tables (MatchIt 4.5.1) and pairs on invented people (match_people.csv,
# made here). The pairs that must be reproduced are those of the greedy rule written out below:
# MatchIt 4.5.1 as packaged by Debian 12 does not keep to its own caliper here (on its lalonde data it
# pairs people 0.50 apart with a caliper of 0.097), so that its pairs serve for its balance table only.
# Run: Rscript match.R (writes match_people.csv, match_pairs.csv, match_balance.csv)
suppressMessages(library(MatchIt))
greedy <- function(d, t, width, turns, ratio) {
  free <- which(t == 0); people <- which(t == 1)[turns]; out <- NULL
  for (turn in seq_len(ratio)) for (i in people) {
    if (turn > 1 && !any(out$treated == i - 1 & out$turn == turn - 2)) next
    gap <- abs(d[free] - d[i]); j <- which.min(gap)
    if (length(j) && gap[j] <= width) {
      out <- rbind(out, data.frame(treated = i - 1, turn = turn - 1, control = free[j] - 1)); free <- free[-j]
    }
  }
  out
}
set.seed(11)
n <- 400
age <- round(runif(n, 21, 69)); prior <- rpois(n, 1.2); stable <- rbinom(n, 1, .4); score <- round(rnorm(n, 20, 6), 3)
treated <- rbinom(n, 1, plogis(-1.4 - .02 * (age - 45) + .25 * prior + .5 * stable + .04 * (score - 20)))
outcome <- rbinom(n, 1, plogis(-1.5 + .2 * prior + .02 * (score - 20)))
people <- data.frame(treated, age, prior, stable, score, outcome)
write.csv(people, "match_people.csv", row.names = FALSE, quote = FALSE)
pairs <- NULL; bal <- NULL
say <- function(m, case, s) {
  mm <- m$match.matrix
  for (i in seq_len(nrow(mm))) for (j in seq_len(ncol(mm))) if (!is.na(mm[i, j]))
    pairs <<- rbind(pairs, data.frame(by = "matchit", case, treated = as.numeric(rownames(mm)[i]) - 1, turn = j - 1, control = as.numeric(mm[i, j]) - 1))
  for (v in rownames(s$sum.matched)) {
    x <- if (case == "before") s$sum.all[v, ] else s$sum.matched[v, ]
    bal <<- rbind(bal, data.frame(case, name = v, mt = x[1], mc = x[2], smd = x[3], vr = x[4], em = x[5], ex = x[6]))
  }
  e <- s$nn
  bal <<- rbind(bal, data.frame(case, name = "size", mt = e["Matched (ESS)", "Treated"], mc = e["Matched (ESS)", "Control"], smd = NA, vr = NA, em = NA, ex = NA))
}
f <- treated ~ age + prior + stable + score
cases <- list(
  logit = list(link = "linear.logit", caliper = .2), probability = list(link = "logit", caliper = .2),
  smallest = list(link = "linear.logit", caliper = .2, m.order = "smallest"),
  data = list(link = "linear.logit", caliper = .01, m.order = "data"),
  two = list(link = "linear.logit", caliper = .2, ratio = 2), open = list(link = "linear.logit"))
for (case in names(cases)) {
  m <- do.call(matchit, c(list(f, data = people, method = "nearest", distance = "glm"), cases[[case]]))
  s <- summary(m, addlvariables = NULL)
  say(m, case, s)
  g <- glm(f, data = people, family = binomial, control = list(epsilon = 1e-14))
  d <- if (case == "probability") fitted(g) else predict(g)
  rule <- modifyList(list(caliper = Inf, m.order = "largest", ratio = 1), cases[[case]])
  dt <- d[people$treated == 1]
  turns <- switch(rule$m.order, largest = order(-dt), smallest = order(dt), data = seq_along(dt))
  pairs <- rbind(pairs, cbind(by = "rule", case, greedy(d, people$treated, rule$caliper * sd(d), turns, rule$ratio)))
  if (case == "logit") { before <- s; rows <- s$sum.all
    for (v in rownames(rows)) { x <- rows[v, ]; bal <- rbind(bal, data.frame(case = "before", name = v, mt = x[1], mc = x[2], smd = x[3], vr = x[4], em = x[5], ex = x[6])) }
    g <- glm(f, data = people, family = binomial, control = list(epsilon = 1e-14))
    for (v in names(coef(g))) bal <- rbind(bal, data.frame(case = "model", name = v, mt = coef(g)[[v]], mc = NA, smd = NA, vr = NA, em = NA, ex = NA))
  }
}
options(digits = 15)
write.csv(pairs, "match_pairs.csv", row.names = FALSE, quote = FALSE)
write.csv(bal, "match_balance.csv", row.names = FALSE, quote = FALSE)

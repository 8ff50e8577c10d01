# The cohort that the survival oracles share, invented by a rule without chance.
# Ties are many (whole weeks), some enter late, death competes, one covariate is skewed.
cohort <- function(n = 400) {
  i <- seq_len(n)
  u <- function(a, b) ((i * a) %% b + 0.5) / b      # spread evenly over 0 to 1, no two rows alike
  age <- round(22 + 45 * u(37, 101))
  prior <- floor(6 * u(53, 211)^3)
  treated <- as.integer(u(71, 307) < 0.45)
  online <- as.integer(u(29, 97) < 0.6)
  rate <- exp(0.3 * prior - 0.03 * (age - 40) + 0.25 * treated)
  first <- ceiling((-log(u(113, 397)) / (rate / 1500))^(1 / 0.85) / 7)
  other <- ceiling(-log(u(173, 389)) * 3000 * exp(-0.02 * (age - 40)) / 7)
  leave <- ceiling((300 + 1500 * u(89, 269)) / 7)
  time <- pmin(first, other, leave)
  event <- ifelse(time == first, 1, ifelse(time == other, 2, 0))
  start <- ifelse(u(59, 193) < 0.3, floor(pmin(time - 1, 30 * u(67, 199))), 0)
  place <- paste0("s", i %% 23)
  region <- c("north", "south", "west")[1 + (i * 7) %% 11 %% 3]
  data.frame(id = i, time, event, start, age, prior, treated, online, place, region)
}
if (sys.nframe() == 0) write.csv(cohort(), "cohort.csv", row.names = FALSE, quote = FALSE)

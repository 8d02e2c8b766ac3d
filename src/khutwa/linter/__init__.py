"""The linter: what is wrong with a plan that reads well."""

from khutwa.linter.rule import Family, Rule, all_rules
from khutwa.linter.run import Report, check

__all__ = ["Family", "Report", "Rule", "all_rules", "check"]

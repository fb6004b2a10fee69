"""The plan: a YAML file and the CSV files beside it, as a validated `Plan` and as the `plan_*` tables."""

from pipelines.plan.compile import plan_tables
from pipelines.plan.load import PlanProblems, load_plan
from pipelines.plan.model import Plan

__all__ = ["Plan", "PlanProblems", "load_plan", "plan_tables"]

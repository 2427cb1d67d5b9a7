"""What a benchmark reports, and how it is printed."""

from collections.abc import Sequence
from dataclasses import dataclass
import json
from statistics import median, quantiles


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured number; with a bar, the number that it may not exceed."""

    name: str
    value: float
    unit: str
    bar: float | None = None

    @property
    def holds(self) -> bool | None:
        """Return whether the bar holds; None without one."""
        return None if self.bar is None else self.value <= self.bar

    def as_json(self) -> str:
        """Return the figure as one line for programs."""
        return json.dumps(
            {
                "name": self.name,
                "value": round(self.value, 4),
                "unit": self.unit,
                "bar": self.bar,
                "holds": self.holds,
            }
        )

    def as_text(self) -> str:
        """Return the figure as one line for people."""
        bar = {None: "", True: f"  (bar {self.bar:g}: holds)" if self.bar else ""}.get(
            self.holds, f"  (bar {self.bar}: MISSED)"
        )
        return f"{self.name:<52} {self.value:>9.3f} {self.unit}{bar}"


def p95(values: Sequence[float]) -> float:
    """Return the 95th percentile of at least two values."""
    return quantiles(values, n=20)[-1]


def summary(name: str, values: Sequence[float], unit: str) -> list[Figure]:
    """Return the median and the 95th percentile of measured values."""
    return [
        Figure(name=f"{name}, median", value=median(values), unit=unit),
        Figure(name=f"{name}, 95th percentile", value=p95(values), unit=unit),
    ]

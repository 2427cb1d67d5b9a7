"""Print the requirements of the Home Assistant components that the demo house uses."""

from importlib.util import find_spec
import json
from pathlib import Path

# Home Assistant sets up the platforms among them at every start.
COMPONENTS = (
    "ai_task",
    "api",
    "assist_pipeline",
    "assist_satellite",
    "automation",
    "backup",
    "calendar",
    "camera",
    "config",
    "conversation",
    "demo",
    "diagnostics",
    "energy",
    "ffmpeg",
    "frontend",
    "generic_thermostat",
    "group",
    "history",
    "image_processing",
    "imap",
    "infrared",
    "local_calendar",
    "local_todo",
    "logbook",
    "logger",
    "manual",
    "media_source",
    "mobile_app",
    "ntfy",
    "onboarding",
    "person",
    "radio_frequency",
    "recorder",
    "shopping_list",
    "sun",
    "system_health",
    "system_log",
    "tag",
    "template",
    "timer",
    "trace",
    "universal",
    "wake_word",
    "wyoming",
    "zone",
)


def requirements(names: tuple[str, ...]) -> set[str]:
    """Return what the components named, and those they depend on, require."""
    spec = find_spec("homeassistant")
    if spec is None or spec.origin is None:
        msg = "homeassistant is not installed in this environment"
        raise SystemExit(msg)
    components = Path(spec.origin).parent / "components"
    found: set[str] = set()
    seen: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        manifest = json.loads((components / name / "manifest.json").read_text())
        found |= set(manifest.get("requirements", ()))
        waiting += manifest.get("dependencies", ())
    return found


if __name__ == "__main__":
    print("\n".join(sorted(requirements(COMPONENTS))))

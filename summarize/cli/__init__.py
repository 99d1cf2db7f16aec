"""The command line: options, progress and exit codes; no logic beyond these.

Nothing here may import torch, transformers or ctranslate2, and modules of a command import what they run inside the
function: `brief --help` must come up at once.
"""

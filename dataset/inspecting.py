"""Look at a Parquet file from elsewhere before it is read: whether it would fill the memory.

A small file can unpack to any size: a page of zeros, or one long value that every row refers to. Every row of the
tables has a key of its own, so an honest file takes some bytes for each row, and never unpacks to a thousand times
its size. Columns of text are read as references to their values, so that long values do not unfold while it is told
how long they are.
"""

from __future__ import annotations

from pathlib import Path

import pyarrow
import pyarrow.compute
from pyarrow import parquet

from newstables.errors import DataError

_TIMES = 1000  # what a file may take in memory, as a multiple of its size
_FLOOR = 64 << 20  # bytes that any file may take
_MOST_ROWS = 1 << 20  # of a row group
_ROWS_AT_ONCE = 4096


def inspect_parquet(path: Path, shown: str) -> None:
    """Refuse a file that is no Parquet, or takes far more memory than its size tells.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    shown : str
        What to call it in messages.

    Raises
    ------
    newstables.DataError
        Where it is not fit to be read.
    """
    size = path.stat().st_size
    most = max(_TIMES * size, _FLOOR)
    try:
        with parquet.ParquetFile(path) as file:
            told = file.metadata
            if told.num_rows > size:
                raise DataError(f"{shown} tells of {told.num_rows:,} rows in {size:,} bytes, and is not read")
            groups = [told.row_group(at) for at in range(told.num_row_groups)]
            if any(group.num_rows > _MOST_ROWS for group in groups):
                raise DataError(f"{shown} has a row group of more than {_MOST_ROWS:,} rows, and is not read")
            if sum(group.total_byte_size for group in groups) > most:
                raise _too_large(shown, size)
            nested = [field.name for field in file.schema_arrow if pyarrow.types.is_nested(field.type)]
            if nested:
                raise DataError(f"{shown} holds {nested[0]!a}, a column of lists, and is not read")
            texts = [field.name for field in file.schema_arrow if _is_text(field.type)]
        rows = taken = 0
        with parquet.ParquetFile(path, read_dictionary=texts, memory_map=True) as file:
            for batch in file.iter_batches(batch_size=_ROWS_AT_ONCE, use_threads=False):
                rows += batch.num_rows
                taken += sum(_measure(column) for column in batch.columns)
                if taken > most:
                    raise _too_large(shown, size)
        if rows != told.num_rows:
            raise DataError(f"{shown} tells of {told.num_rows:,} rows and holds {rows:,}")
    except (OSError, MemoryError, pyarrow.ArrowException) as error:
        line = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise DataError(f"{shown} cannot be read: {line}") from error


def _is_text(kind: pyarrow.DataType) -> bool:
    return bool(pyarrow.types.is_string(kind) or pyarrow.types.is_binary(kind))


def _measure(column: pyarrow.Array) -> int:
    """Return how many bytes a column takes once every value stands for itself."""
    if not pyarrow.types.is_dictionary(column.type):
        return int(column.nbytes)
    lengths = pyarrow.compute.binary_length(column.dictionary).cast(pyarrow.int64())
    return int(pyarrow.compute.sum(lengths.take(column.indices)).as_py() or 0)


def _too_large(shown: str, size: int) -> DataError:
    return DataError(f"{shown} is {size:,} bytes, and would take more than {_TIMES} times as much; it is not read")

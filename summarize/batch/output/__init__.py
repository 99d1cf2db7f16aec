"""What a batch writes: where to (`destination`), lines that resume (`lines`, `ledger`), Parquet, one file an article."""

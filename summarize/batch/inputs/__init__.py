"""What a batch reads: files, folders, patterns, lists, addresses and feeds (`files`), tables row by row (`tables`)."""

"""What content says: shapes and the loader. Reads files; decides nothing."""

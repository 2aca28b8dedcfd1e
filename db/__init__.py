"""The floor that remembers: schema, the one writer, reading queries, named views and the Datasette site."""

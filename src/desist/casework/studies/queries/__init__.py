"""What a study is made from."""

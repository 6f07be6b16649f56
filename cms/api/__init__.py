"""What is public, for programs. Reading only, the same for everybody, by the same rules and filters as the pages."""

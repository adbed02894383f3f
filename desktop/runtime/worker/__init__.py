"""The worker process: what runs after every right has been given up. Imported in the child, never by the GUI."""

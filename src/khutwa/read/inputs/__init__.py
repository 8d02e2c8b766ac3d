"""From a file, a folder, a feed or an archive to the text of its articles."""

"""Pages that show every part once: for the eye, for screenshots and for the accessibility tests."""

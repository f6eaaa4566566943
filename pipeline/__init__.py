"""The program, in the order the data flow."""

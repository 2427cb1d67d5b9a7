"""The rules of Home Assistant, of HACS and of this project, checked on its files."""

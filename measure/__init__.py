"""Measuring commands: each looks at the whole site from one side and says where a promise is not kept."""

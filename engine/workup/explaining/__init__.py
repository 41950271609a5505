"""Why, why not, what is missing; built from what reasoning recorded."""

// Speaks with Teams.

"""The sentences that learners read: a table a language, and nothing else in the house holds one."""

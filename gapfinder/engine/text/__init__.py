"""Conversations, e-mails and articles to sentences, questions and passages."""

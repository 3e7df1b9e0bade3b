"""Reading conversations, e-mails and articles: text in, questions out."""

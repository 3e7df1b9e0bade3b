"""What all admin screens share: access, filters, pagination, charts, HTML."""

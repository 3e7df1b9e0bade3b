"""What all admin screens share."""

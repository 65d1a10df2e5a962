-- A newsletter's clock starts at the last contact that came from the person: that they clicked, not
-- that their machine showed a message.
alter table newsletter_subscriptions rename column last_opened_at to last_clicked_at;
alter index newsletter_subscriptions_last_opened_at_idx
  rename to newsletter_subscriptions_last_clicked_at_idx;

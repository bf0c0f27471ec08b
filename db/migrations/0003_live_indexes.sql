DROP INDEX `live_contacts_entered`;--> statement-breakpoint
DROP INDEX `live_contacts_waiting`;--> statement-breakpoint
DROP INDEX `live_contacts_served`;--> statement-breakpoint
CREATE INDEX `live_contacts_waiting` ON `live_contacts` (`source`,`channel`,`queue`,`waiting_from`,`last_at`,`left_at`,`retired_at`) WHERE waiting_from IS NOT NULL AND left_at IS NULL AND retired_at IS NULL;--> statement-breakpoint
CREATE INDEX `live_contacts_served` ON `live_contacts` (`source`,`channel`,`queue`,`answered`,`last_at`,`ended`) WHERE answered IS NOT NULL AND ended IS NULL;
CREATE TABLE `live_contacts` (
	`hash` blob PRIMARY KEY NOT NULL,
	`source` integer NOT NULL,
	`channel` integer,
	`queue` integer NOT NULL,
	`offered` integer,
	`queued` integer,
	`answered` integer,
	`abandoned` integer,
	`ended` integer,
	`closed` integer,
	`callback_asked` integer,
	`callback_made` integer,
	`waiting_from` integer,
	`left_at` integer,
	`retired_at` integer,
	`last_at` integer NOT NULL,
	`due_at` integer,
	`record` blob NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `live_contacts_waiting` ON `live_contacts` (`waiting_from`) WHERE waiting_from IS NOT NULL AND left_at IS NULL AND retired_at IS NULL;--> statement-breakpoint
CREATE INDEX `live_contacts_served` ON `live_contacts` (`answered`) WHERE answered IS NOT NULL AND ended IS NULL;--> statement-breakpoint
CREATE INDEX `live_contacts_entered` ON `live_contacts` (`waiting_from`,`channel`,`queue`);--> statement-breakpoint
CREATE INDEX `live_contacts_left` ON `live_contacts` (`left_at`,`channel`,`queue`);--> statement-breakpoint
CREATE INDEX `live_contacts_last` ON `live_contacts` (`last_at`);--> statement-breakpoint
CREATE TABLE `live_sources` (
	`source` integer NOT NULL,
	`kind` text NOT NULL,
	`heard_at` integer NOT NULL,
	`silent_from` integer,
	`silent_until` integer,
	PRIMARY KEY(`source`, `kind`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `wait_models` (
	`channel` integer NOT NULL,
	`day` integer NOT NULL,
	`model` text,
	`tally` text,
	PRIMARY KEY(`channel`, `day`)
) WITHOUT ROWID;

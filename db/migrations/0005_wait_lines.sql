DROP TABLE `wait_models`;--> statement-breakpoint
CREATE TABLE `wait_models` (
	`channel` integer NOT NULL,
	`queue` integer NOT NULL,
	`day` integer NOT NULL,
	`model` text,
	`tally` text,
	PRIMARY KEY(`channel`, `queue`, `day`)
) WITHOUT ROWID;

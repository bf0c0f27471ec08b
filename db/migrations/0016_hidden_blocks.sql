CREATE TABLE `hidden_blocks` (
	`key` integer PRIMARY KEY NOT NULL,
	`block` blob NOT NULL
);
--> statement-breakpoint
ALTER TABLE `past_blocks` RENAME COLUMN `is_link` TO `kind`;

ALTER TABLE `keys` ADD `sources` text;--> statement-breakpoint
ALTER TABLE `keys` ADD `ends_at` integer;
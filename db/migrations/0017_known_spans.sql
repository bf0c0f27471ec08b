CREATE TABLE `hidden_ahead` (
	`key` integer PRIMARY KEY NOT NULL,
	`block` blob NOT NULL
);
--> statement-breakpoint
CREATE TABLE `known_spans` (
	`key` integer PRIMARY KEY NOT NULL,
	`block` blob NOT NULL
);

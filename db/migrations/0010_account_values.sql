CREATE TABLE `account_values` (
	`quarter` integer PRIMARY KEY NOT NULL,
	`load` integer NOT NULL,
	`as_of` integer NOT NULL,
	`cost_per_contact` real,
	`included` integer NOT NULL,
	`young` integer NOT NULL,
	`closed` integer NOT NULL,
	`under_year` integer NOT NULL,
	`dormant` integer NOT NULL,
	`negative` integer NOT NULL,
	`median` real,
	`median_low` real,
	`median_high` real,
	`confidence` real,
	`value_sum` real,
	`contact_sum` integer
);

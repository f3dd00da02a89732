SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

CREATE SCHEMA offstage;

SET default_tablespace = '';

SET default_table_access_method = heap;

CREATE TABLE offstage.agents (
    id bigint NOT NULL,
    user_agent text NOT NULL,
    browser_version text NOT NULL
);

CREATE TABLE offstage.kinds (
    id bigint NOT NULL,
    type text NOT NULL,
    origin text NOT NULL,
    endpoint text NOT NULL,
    browser text NOT NULL,
    noise text NOT NULL,
    grp text NOT NULL,
    title text NOT NULL
);

CREATE SEQUENCE offstage.report_ids
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

CREATE TABLE offstage.reports (
    id bigint DEFAULT nextval('offstage.report_ids'::regclass) NOT NULL,
    slot bigint NOT NULL,
    hash bigint NOT NULL,
    received double precision NOT NULL,
    "time" double precision NOT NULL,
    kind bigint NOT NULL,
    agent bigint NOT NULL,
    weight double precision NOT NULL,
    url text NOT NULL,
    body text NOT NULL
)
PARTITION BY RANGE (slot);

CREATE TABLE offstage.schema_version (
    version integer NOT NULL
);

CREATE TABLE offstage.tallies (
    kind bigint NOT NULL,
    hour bigint NOT NULL,
    writer bigint NOT NULL,
    count bigint NOT NULL,
    weight double precision NOT NULL,
    first double precision NOT NULL,
    last double precision NOT NULL,
    sample bigint NOT NULL
)
WITH (fillfactor='50');

ALTER TABLE ONLY offstage.agents
    ADD CONSTRAINT agents_pkey PRIMARY KEY (id);

ALTER TABLE ONLY offstage.kinds
    ADD CONSTRAINT kinds_pkey PRIMARY KEY (id);

ALTER TABLE ONLY offstage.reports
    ADD CONSTRAINT reports_pkey PRIMARY KEY (slot, hash);

ALTER TABLE ONLY offstage.tallies
    ADD CONSTRAINT tallies_pkey PRIMARY KEY (kind, hour, writer);

CREATE INDEX reports_id ON ONLY offstage.reports USING btree (id);

CREATE INDEX reports_kind ON ONLY offstage.reports USING btree (kind, slot);


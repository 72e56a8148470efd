package org.livelihood.platform.settings;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param demo whether an embedded database gets the demo's data and accounts */
@ConfigurationProperties("livelihood")
public record DemoSettings(@DefaultValue("true") boolean demo) {}

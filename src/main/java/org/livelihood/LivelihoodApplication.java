package org.livelihood;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Livelihood: sells what poor households make, live, and traces every fen of it back to them. */
@SpringBootApplication
public class LivelihoodApplication {

    public static void main(String[] args) {
        SpringApplication.run(LivelihoodApplication.class, args);
    }
}

# syntax=docker/dockerfile:1
# Two images from one build: --target hub and --target simulator.
FROM maven:3-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/var/cache/maven \
    mvn -Dmaven.repo.local=/var/cache/maven -B -ntp -Dmaven.test.skip=true -Dspotless.check.skip=true package \
 && java -Djarmode=tools -jar hub/target/hub.jar extract --destination /out/hub \
 && cp simulators/target/simulators.jar /out/

FROM eclipse-temurin:25-jre AS base
RUN useradd --uid 10001 --create-home fengsui \
 && install -d -o fengsui -g fengsui /var/lib/fengsui
USER fengsui
WORKDIR /home/fengsui
VOLUME /var/lib/fengsui

FROM base AS simulator
COPY --from=build /out/simulators.jar /opt/fengsui/
ENTRYPOINT ["java", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-jar", "/opt/fengsui/simulators.jar"]

FROM base AS hub
COPY --from=build /out/hub /opt/fengsui/hub
EXPOSE 8080 1883
ENTRYPOINT ["java", "-Xmx384m", "-XX:-UseCompactObjectHeaders", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-jar", "/opt/fengsui/hub/hub.jar"]

#!/bin/sh
# An application with nothing but curl: registers a candidate, a run and a task, opens a browser session, has the form read and answered, and
# waits for a person to decide. Ids are chosen here, so that a call can be repeated when its answer was lost.
#
#   COUNTERSIGN_URL=http://localhost:4400 COUNTERSIGN_KEY=cs_… sh examples/apply.sh https://jobs.example.com/apply [resume.json]
set -eu
: "${COUNTERSIGN_URL:=http://localhost:4400}" "${COUNTERSIGN_KEY:?an API key with the role automation}"
job=${1:?the address of an application form}
resume=${2:-$(dirname "$0")/resume.json}

uuid() { cat /proc/sys/kernel/random/uuid; }
call() { # METHOD PATH [BODY]: prints the answer; ends the script with the problem when the call was refused
  method=$1 path=$2 body=${3:-}
  answer=$(curl -sS -X "$method" "$COUNTERSIGN_URL$path" -H "Authorization: Bearer $COUNTERSIGN_KEY" \
    ${body:+-H "Content-Type: application/json" --data-binary "$body"} -w '\n%{http_code}')
  status=${answer##*
}
  answer=${answer%
*}
  case $status in 2*) printf '%s\n' "$answer" ;; *) printf '%s %s: %s %s\n' "$method" "$path" "$status" "$answer" >&2; exit 1 ;; esac
}
value() { grep -o "\"$1\":\"\{0,1\}[^\",}]*" | head -n 1 | sed 's/^[^:]*:"\{0,1\}//'; } # the first one in the answer

candidate=$(uuid) run=$(uuid) task=$(uuid) session=$(uuid)
call POST /v1/candidates "{\"id\":\"$candidate\",\"resume\":$(cat "$resume")}" >/dev/null
call POST /v1/runs "{\"id\":\"$run\",\"candidateId\":\"$candidate\",\"title\":\"From curl\"}" >/dev/null
call POST /v1/tasks "{\"id\":\"$task\",\"runId\":\"$run\",\"url\":\"$job\",\"company\":\"Example\",\"title\":\"Application\"}" >/dev/null
echo "opening a browser session …"
call POST /v1/sessions "{\"id\":\"$session\",\"runId\":\"$run\",\"ttlSeconds\":3600,\"heartbeatTimeoutSeconds\":null}" >/dev/null
echo "reading the form …"
capture=$(call POST /v1/captures "{\"taskId\":\"$task\",\"sessionId\":\"$session\"}")
id=$(printf '%s' "$capture" | value id)
echo "$(printf '%s' "$capture" | value questions) questions, $(printf '%s' "$capture" | value missing) required ones without an answer"
echo "review it: $COUNTERSIGN_URL/captures/$id"
while :; do
  status=$(call GET "/v1/captures/$id" | value status)
  case $status in submitted | rejected) echo "$status"; exit ;; esac
  curl -sS -X POST "$COUNTERSIGN_URL/v1/sessions/$session/heartbeat" -H "Authorization: Bearer $COUNTERSIGN_KEY" -o /dev/null
  sleep 5
done

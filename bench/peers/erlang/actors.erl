%% Actor peer benchmarks, Erlang/OTP.  usage: erl +P 4000000 -noshell -pa erlang -run actors main
%% MODE PROGRAM
-module(actors).
-behaviour(supervisor).
-export([main/1, init/1, start_child/1, child/1]).
-import(bench, [measure/2, measure/3, emit/4, emit/5, minstd/1, now_us/0]).

main(["list"]) ->
    [io:format("~s~n", [N]) || N <-
     ["spawn1m", "mem_idle", "pingpong_same", "pingpong_cross", "ring",
    "skynet", "fanin", "selrecv", "latency", "restarts", "atomics", "ets_counter", "gc_pause",
      "send_size"]], halt(0);
main([Mode | Names]) -> put(mode, Mode), logger:set_primary_config(level, none),
    [run(N) || N <- Names], halt(0).

%% (a) 1M processes: each sends one message to the parent and exits
%% off_heap: with the default on_heap queue every minor GC of the parent walks the whole backlog
%% (quadratic)
run("spawn1m") ->
    measure("spawn1m", fun() -> process_flag(message_queue_data, off_heap), S = self(),
            spawn_n(1000000, S), drain(1000000), 1000000 end);
%% (b) memory per idle process
run("mem_idle") ->
    N = 500000, process_flag(message_queue_data, off_heap), erlang:garbage_collect(), M0 =
        erlang:memory(total), R0 = rss(), S = self(),
    T0 = now_us(),
    Ps = [spawn(fun() -> S ! up, receive stop -> ok end end) || _ <- lists:seq(1, N)], drain(N),
    T1 = now_us(),
    erlang:garbage_collect(), M1 = erlang:memory(total), R1 = rss(),
    LM = 16 * N,
    emit("mem_idle", "bytes", [(M1 - M0 - LM) / N], N,
         io_lib:format("~w processes alive; "
         "erlang:memory(total) delta minus the 16-byte list cell; RSS delta ~w B/process; "
         "spawn+first message ~.2f us each; default min_heap_size 233 words",
             [N, round((R1 - R0) / N), (T1 - T0) / N])),
    [P ! stop || P <- Ps];
%% (c) ping-pong, 1M round trips (100k across schedulers: futex wake-ups make it slow)
run("pingpong_same") -> measure("pingpong_same", fun() -> pp(1, 1, 1000000) end);
run("pingpong_cross") -> measure("pingpong_cross_100k", fun() -> pp(1, 2, 100000) end);
%% (d) ring 1000 x 1000 laps
run("ring") -> measure("ring", fun() ->
    S = self(), First = ring(999, S), First ! 1000000, receive done -> 1000000 end end);
%% (e) skynet: 10-ary tree of processes, 1M leaves
run("skynet") ->
    measure("skynet", fun() -> S = self(), spawn(fun() -> sky(S, 0, 1000000) end), receive X -> X
            end end);
%% (f) fan-in
run("fanin") -> measure("fanin", fun() ->
    S = self(), [spawn(fun() -> send_n(1000, S) end) || _ <- lists:seq(1, 1000)], drain(1000000),
                        1000000 end);
%% (g) selective receive behind a 10k-message backlog, 1000 times
run("selrecv") ->
    measure("selrecv", fun() -> S = self(), [S ! {junk, I} || I <- lists:seq(1, 10000)],
            sel(1000, 0) end),
    measure("selrecv_ref", fun() -> S = self(), [S ! {junk, I} || I <- lists:seq(1, 10000)], P =
            echo(), R = selref(1000, P, 0), P ! stop, R end);
%% (h) 1 ms tick lateness
run("latency") ->
    lat("latency_idle", fun() -> [] end),
    lat("latency_load", fun() ->
        [spawn(fun() -> spin(0) end), spawn(fun() -> spin(0) end), spawn(fun() -> alloc([], 0) end)]
        end),
    latmsg("latency_msg_load", fun() ->
           [spawn(fun() -> spin(0) end), spawn(fun() -> spin(0) end),
            spawn(fun() -> alloc([], 0) end)] end);
run("latency_load") ->
    Ps = [spawn(fun() -> spin(0) end), spawn(fun() -> spin(0) end), spawn(fun() -> alloc([], 0) end)],
    Me = self(),
    spawn(fun() -> Me ! {lat, ticks(now_us() + 5.0e6, now_us(), [])} end),
    S = lists:sort(receive {lat, X} -> X end), N = length(S),
    [exit(P, kill) || P <- Ps],
    Q = fun(F) -> lists:nth(max(1, ceil(N * F)), S) end,
    emit("latency_load", "us", [Q(0.5), Q(0.99), Q(0.999), lists:last(S)], "5 s");
%% (i) supervisor restarts
run("restarts") ->
    N = 20000,
    measure("restarts", fun() -> register(driver, self()),
        process_flag(trap_exit, true),
        {ok, Sup} = supervisor:start_link(?MODULE, []), P = receive {up, Q} -> Q end,
        restart(N, P), unlink(Sup), exit(Sup, shutdown), wait_dead(Sup), unregister(driver), N end),
    measure("restarts_raw", fun() -> S = self(),
        Sup = spawn(fun() -> process_flag(trap_exit, true), rawsup(S) end),
        P = receive {up, Q} -> Q end, restart(100000, P), exit(Sup, kill), 100000 end);
run("atomics") -> measure("atomics", fun() -> A = atomics:new(1, []),
    par2(fun() -> add(1000000, A) end), atomics:get(A, 1) end);
run("ets_counter") ->
    measure("ets_counter", fun() -> T = ets:new(t, [public, {write_concurrency, true}]),
            ets:insert(T, {k, 0}),
    par2(fun() -> ets_add(1000000, T) end), [{k, V}] = ets:lookup(T, k), ets:delete(T), V end);
%% cost of sending a 1000-element list 100k times (copying sends: what a shared heap avoids)
run("send_size") -> measure("send_list1000_x20k", fun() ->
    P = spawn(fun Sink() -> receive {S, _L} -> S ! ok, Sink(); stop -> ok end end),
    L = lists:seq(1, 1000), S = self(),
    (fun Go(0) -> P ! stop, 20000; Go(K) -> P ! {S, L}, receive ok -> ok end, Go(K - 1) end)(20000)
                            end);
run("gc_pause") -> gcp().

spawn_n(0, _) -> ok;
spawn_n(N, S) -> spawn(fun() -> S ! hi end), spawn_n(N - 1, S).
drain(0) -> ok;
drain(N) -> receive _ -> drain(N - 1) end.
send_n(0, _) -> ok;
send_n(N, S) -> S ! N, send_n(N - 1, S).

pp(Sa, Sb, N) ->
    Me = self(),
    B = spawn_opt(fun() -> pong() end, [{scheduler, Sb}]),
    spawn_opt(fun() -> ping(N, B), Me ! fin end, [{scheduler, Sa}]),
    receive fin -> B ! stop, N end.
pong() -> receive {P, M} -> P ! M, pong(); stop -> ok end.
ping(0, _) -> ok;
ping(N, B) -> B ! {self(), N}, receive N -> ping(N - 1, B) end.

%% N forwarders plus a closing node; returns the entry pid
ring(N, Main) ->
    Close = spawn(fun() -> receive {first, F} -> closer(F, Main) end end),
    First = chain(N, Close), Close ! {first, First}, First.
chain(0, Next) -> Next;
chain(K, Next) -> chain(K - 1, spawn(fun() -> fwd(Next) end)).
fwd(Next) -> receive stop -> Next ! stop; K -> Next ! K - 1, fwd(Next) end.
closer(First, Main) -> receive stop -> Main ! done; K when K =< 1 -> First ! stop,
    closer(First, Main); K -> First ! K - 1, closer(First, Main) end.

sky(P, Num, 1) -> P ! Num;
sky(P, Num, Size) ->
    S = self(), Sub = Size div 10,
    kids(0, S, Num, Sub), P ! sum(10, 0).
kids(10, _, _, _) -> ok;
kids(I, S, Num, Sub) -> spawn(fun() -> sky(S, Num + I * Sub, Sub) end), kids(I + 1, S, Num, Sub).
sum(0, A) -> A;
sum(K, A) -> receive X -> sum(K - 1, A + X) end.

sel(0, A) -> A;
sel(K, A) -> self() ! {want, K}, receive {want, K} -> sel(K - 1, A + 1) end.
echo() -> spawn(fun Lp() -> receive {P, R} -> P ! {R, ok}, Lp(); stop -> ok end end).
selref(0, _, A) -> A;
selref(K, P, A) -> R = make_ref(), P ! {self(), R}, receive {R, ok} -> selref(K - 1, P, A + 1) end.

spin(N) -> spin((N * 7 + 1) band 16#ffffff).
alloc(_, N) -> alloc(lists:seq(N rem 10, 5000), N + 1).

lat(Name, Load) ->
    Ps = Load(), Me = self(),
    {_, R} = spawn_monitor(fun() -> Me ! {lat, ticks(now_us() + 5.0e6, now_us(), [])} end),
    L = receive {lat, X} -> X end, receive {'DOWN', R, _, _, _} -> ok end,
    [exit(P, kill) || P <- Ps],
    report(Name, L,
           "lateness of a 1 ms 'receive after 1' tick over 5 s; "
           "2 spin processes + 1 list allocator when loaded, 2 schedulers").
ticks(End, Prev, Acc) ->
    receive after 1 -> ok end,
    Now = now_us(), Acc2 = [Now - Prev - 1000.0 | Acc],
    case Now > End of true -> Acc2; false -> ticks(End, Now, Acc2) end.
%% message latency: a tick process stamps and sends to a waiting process while the load runs
latmsg(Name, Load) ->
    Ps = Load(), Me = self(),
    W = spawn(fun() -> echo_stamp(Me, [], 3000) end),
    spawn(fun() -> stamps(3000, W) end),
    L = receive {lat, X} -> X end, [exit(P, kill) || P <- Ps],
    report(Name, L,
           "send-to-receive latency of a message to an idle process, one per ms, same load").
echo_stamp(Me, Acc, 0) -> Me ! {lat, Acc};
echo_stamp(Me, Acc, K) -> receive T -> echo_stamp(Me, [now_us() - T | Acc], K - 1) end.
stamps(0, _) -> ok;
stamps(K, W) -> receive after 1 -> ok end, W ! now_us(), stamps(K - 1, W).

report(Name, L, Note) ->
    S = lists:sort(L), N = length(S), P = fun(Q) -> lists:nth(max(1, min(N, ceil(N * Q))), S) end,
    emit(Name, "us_p50_p99_p999_max", [P(0.5), P(0.99), P(0.999), lists:last(S)], N, Note).

init([]) -> {ok, {#{strategy => one_for_one, intensity => 1000000000, period => 1},
    [#{id => w, start => {?MODULE, start_child, [driver]}, restart => permanent}]}}.
start_child(D) -> {ok, spawn_link(?MODULE, child, [D])}.
child(D) -> D ! {up, self()}, receive crash -> exit(crash) end.
restart(0, _) -> ok;
restart(N, P) -> P ! crash, receive {up, Q} -> restart(N - 1, Q) end.
wait_dead(P) -> case is_process_alive(P) of true -> receive after 1 -> ok end, wait_dead(P); false
    -> ok end.
rawsup(D) -> spawn_link(?MODULE, child, [D]), rawloop(D).
rawloop(D) -> receive {'EXIT', _, crash} -> spawn_link(?MODULE, child, [D]), rawloop(D) end.

par2(F) -> Rs = [element(2, spawn_monitor(F)) || _ <- [1, 2]],
    [receive {'DOWN', R, _, _, normal} -> ok end || R <- Rs].
add(0, _) -> ok;
add(N, A) -> atomics:add(A, 1, 1), add(N - 1, A).
ets_add(0, _) -> ok;
ets_add(N, T) -> ets:update_counter(T, k, 1), ets_add(N - 1, T).

rss() ->
    {ok, F} = file:open("/proc/self/statm", [read]), {ok, L} = file:read_line(F), file:close(F),
    [_, R | _] = string:split(L, " ", all), list_to_integer(R) * 4096.

%% GC pause: one process holding ~200 MB of maps of tuples, updating it for 5 s; gaps seen by the
%% process itself,
%% plus gaps seen by a second, idle-ish process (isolation)
gcp() ->
    Me = self(),
    W = spawn_opt(fun() -> watcher(Me, now_us(), []) end, [{priority, normal}]),
    spawn(fun() ->
        N = 1000000,
        H = lists:foldl(fun(I, M) -> M#{I => {I, float(I), [I, I], {I, I}}} end, #{},
                        lists:seq(0, N - 1)),
        erlang:garbage_collect(),
        {total_heap_size, Ws} = process_info(self(), total_heap_size),
        W ! start,
        {Gaps, It} = gl(H, N, 42, now_us() + 5.0e6, now_us(), [], 0),
        W ! stop,
        Me ! {res, Gaps, It, Ws * 8} end),
    receive {res, Gaps, It, Bytes} -> ok end,
    WG = receive {wg, X} -> X end,
    S = lists:reverse(lists:sort(Gaps)), Ng = length(S),
    emit("gc_pause_max", "ms", [case S of [] -> 0.0; [G | _] -> G end], It,
        io_lib:format("process heap ~w MB; "
        "~w gaps>0.5ms in 5 s inside the busy process (gap p50 ~.2f ms); a second process "
        "ticking at 1 ms saw max lateness ~.2f ms; ~w updates",
            [Bytes div 1000000, Ng, case S of [] -> 0.0; _ -> lists:nth((Ng + 1) div 2, S) end,
             lists:max([0.0 | WG]) / 1000, It])).
watcher(Me, _, _) -> receive start -> wl(Me, now_us(), []) end.
wl(Me, Prev, Acc) -> receive stop -> Me ! {wg, Acc} after 1 -> N = now_us(),
    wl(Me, N, [N - Prev - 1000.0 | Acc]) end.
gl(H, N, X, End, Prev, Gaps, It) ->
    Now = now_us(),
    G2 = case Now - Prev > 500 of true -> [(Now - Prev) / 1000 | Gaps]; false -> Gaps end,
    if Now > End -> {G2, It};
       true -> {H2, X2} = upd(20, H, N, X), gl(H2, N, X2, End, Now, G2, It + 20) end.
upd(0, H, _, X) -> {H, X};
upd(K, H, N, X) -> X2 = minstd(X),
    upd(K - 1, H#{X2 rem N => {X2, float(X2), [X2, X2], {X2, X2}}}, N, X2).

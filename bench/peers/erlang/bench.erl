%% Anchor benchmarks, Erlang/OTP.  usage: erl -noshell -pa erlang -run bench main MODE PROGRAM
-module(bench).
-export([main/1, measure/2, measure/3, emit/4, emit/5, minstd/1, now_us/0]).

main(["list"]) -> [io:format("~s~n", [N]) || N <- names()], halt(0);
main([Mode | Names]) ->
    put(mode, Mode),
    [run(N) || N <- Names],
    halt(0).

now_us() -> erlang:monotonic_time(nanosecond) / 1000.
minstd(X) -> (X * 16807) rem 2147483647.

emit(Name, Unit, Runs, Check) -> emit(Name, Unit, Runs, Check, "").
emit(Name, Unit, Runs, Check, Note) ->
    Rs = lists:join(",", [io_lib:format("~.4f", [float(R)]) || R <- Runs]),
    io:format("@@{\"p\":\"~s\",\"unit\":\"~s\",\"runs\":[~s],\"check\":\"~s\",\"note\":\"~s\"}~n",
              [Name, Unit, Rs, tos(Check), Note]).
tos(C) when is_list(C) -> C;
tos(C) -> io_lib:format("~w", [C]).

measure(Name, F) -> measure(Name, F, 5).
%% every run in a fresh process, as Erlang programs do; GC state does not leak between runs
measure(Name, F, N) ->
    One = fun() ->
        {P, R} = spawn_opt(fun() -> T0 = now_us(), C = F(), T1 = now_us(),
                           exit({done, (T1 - T0) / 1000, C}) end, [monitor]),
        receive {'DOWN', R, process, P, {done, T, C}} -> {T, C};
                {'DOWN', R, process, P, E} -> io:format("~p~n", [E]), halt(1) end end,
    {Rs, Ch} = case get(mode) of
        "once" -> {T, C} = One(), {[T], C};
        _ -> {_, C} = One(), S = now_us(), {loop(One, N, S, []), C}
    end,
    emit(Name, "ms", Rs, Ch).
loop(_, 0, _, Acc) -> lists:reverse(Acc);
loop(One, K, S, Acc) ->
    case length(Acc) >= 3 andalso now_us() - S > 20.0e6 of
        true -> lists:reverse(Acc);
        false -> {T, _} = One(), loop(One, K - 1, S, [T | Acc]) end.

names() -> ["fib30", "fib", "tak", "nbody_gen", "nbody_typed", "bintrees", "spectral", "mandel",
    "vec_conj", "vec_nth", "vec_assoc", "map_assoc", "map_get", "map_str_assoc", "map_str_get",
    "seq_eager", "seq_xf", "sort1m", "freq1m", "group1m", "strjoin"].

fib(N) when N < 2 -> N;
fib(N) -> fib(N - 1) + fib(N - 2).
tak(X, Y, Z) when not (Y < X) -> Z;
tak(X, Y, Z) -> tak(tak(X - 1, Y, Z), tak(Y - 1, Z, X), tak(Z - 1, X, Y)).
rep(0, _, A) -> A;
rep(N, F, A) -> rep(N - 1, F, A + F()).

run("fib30") -> measure("fib30", fun() -> fib(30) end);
run("fib") -> measure("fib", fun() -> fib(35) end);
run("tak") -> measure("tak", fun() -> rep(20, fun() -> tak(24, 16, 8) end, 0) end);
run("nbody_gen") -> measure("nbody_gen", fun() -> nbody(200000) end);
run("nbody_typed") -> measure("nbody_typed", fun() -> nbody(1000000) end);
run("bintrees") -> measure("bintrees", fun() ->
    M = 16, T0 = check(tree(M + 1)), Long = tree(M),
    lists:foldl(fun(D, A) -> trees(1 bsl (M - D + 4), D, A) end, T0, lists:seq(4, M, 2)) +
                           check(Long) end);
run("spectral") -> measure("spectral", fun() -> spectral(500) end);
run("mandel") -> measure("mandel", fun() -> mandel(600) end);
%% vectors: the stdlib functional array
run("vec_conj") -> measure("vec_conj", fun() -> array:size(mkvec(0, 1000000, array:new())) end);
run("vec_nth") -> V = mkvec(0, 1000000, array:new()),
    measure("vec_nth", fun() -> rep(5, fun() -> nthsum(0, 1000000, V, 0) end, 0) end);
run("vec_assoc") -> V = mkvec(0, 1000000, array:new()),
    measure("vec_assoc", fun() -> V2 = assoc(1000000, 42, V), nthsum(0, 1000000, V2, 0) end);
run("map_assoc") -> Ks = keys(1000000),
    measure("map_assoc", fun() -> map_size(mkmap(Ks, 0, #{})) end);
run("map_get") -> Ks = keys(1000000), M = mkmap(Ks, 0, #{}),
    measure("map_get", fun() -> mapsum(Ks, M, 0) end);
run("map_str_assoc") -> Ks = skeys(200000),
    measure("map_str_assoc", fun() -> map_size(mkmap(Ks, 0, #{})) end);
run("map_str_get") -> M = mkmap(skeys(200000), 0, #{}), K2 = skeys(200000),
    measure("map_str_get", fun() -> rep(5, fun() -> mapsum(K2, M, 0) end, 0) end);
run("seq_eager") -> measure("seq_eager", fun() ->
    lists:foldl(fun(X, A) -> X + A end, 0, lists:map(fun(X) -> X + 1 end,
        lists:filter(fun(X) -> X rem 2 =:= 0 end, lists:seq(0, 2999999)))) end);
run("seq_xf") -> measure("seq_xf", fun() -> fused(0, 3000000, 0) end);
run("sort1m") -> Ks = keys(1000000),
    measure("sort1m", fun() -> lists:nth(500001, lists:sort(Ks)) end);
run("freq1m") -> Ks = [K rem 1000 || K <- keys(1000000)], measure("freq1m", fun() ->
    M = lists:foldl(fun(K, A) -> maps:update_with(K, fun(V) -> V + 1 end, 1, A) end, #{}, Ks),
                                                maps:get(7, M) end);
run("group1m") -> Ks = keys(1000000), measure("group1m", fun() ->
    M = lists:foldl(fun(K, A) -> maps:update_with(K rem 1000, fun(V) -> [K | V] end, [K], A) end,
                    #{}, Ks),
    length(maps:get(7, M)) end);
run("strjoin") -> measure("strjoin", fun() ->
    byte_size(iolist_to_binary(lists:join($,, [integer_to_binary(I) || I <- lists:seq(0, 299999)])))
                          end).

%% binary trees
tree(0) -> {nil, nil};
tree(D) -> {tree(D - 1), tree(D - 1)}.
check({nil, nil}) -> 1;
check({L, R}) -> 1 + check(L) + check(R).
trees(0, _, A) -> A;
trees(N, D, A) -> trees(N - 1, D, A + check(tree(D))).

%% nbody on tuples {X,Y,Z,VX,VY,VZ,M}
bodies() ->
    D = 365.24, SM = 4 * math:pi() * math:pi(),
    Raw = [{0.0,0.0,0.0,0.0,0.0,0.0,1.0},
      {4.84143144246472090,-1.16032004402742839,-1.03622044471123109e-1,
       1.66007664274403694e-3,7.69901118419740425e-3,-6.90460016972063023e-5,
       9.54791938424326609e-4},
      {8.34336671824457987,4.12479856412430479,-4.03523417114321381e-1,
       -2.76742510726411580e-3,4.99852801234917238e-3,2.30417297573763929e-5,
       2.85885980666130812e-4},
      {1.28943695621391310e1,-1.51111514016986312e1,-2.23307578892655734e-1,
       2.96460137564761618e-3,2.37847173959480950e-3,-2.96589568540237556e-5,
       4.36624404335156298e-5},
      {1.53796971148509165e1,-2.59193146099879641e1,1.79258772950371181e-1,
       2.68067772490389322e-3,1.62824170038242295e-3,-9.51592254519715870e-5,
       5.15138902046611451e-5}],
    [{X0,Y0,Z0,_,_,_,M0} | Rest] = [{X,Y,Z,VX*D,VY*D,VZ*D,M*SM} || {X,Y,Z,VX,VY,VZ,M} <- Raw],
    {PX,PY,PZ} =
        lists:foldl(fun({_,_,_,VX,VY,VZ,M}, {A,B,C}) -> {A+VX*M,B+VY*M,C+VZ*M} end, {0.0,0.0,0.0},
                    Rest),
    [{X0,Y0,Z0,-PX/SM,-PY/SM,-PZ/SM,M0} | Rest].
nbody(N) -> io_lib:format("~.9f", [energy(adv(N, bodies()))]).
adv(0, Bs) -> Bs;
adv(N, Bs) -> adv(N - 1, step(Bs)).
step([]) -> [];
step([B | Rest]) ->
    {B2, Rest2} = pairs(B, Rest, []),
    {X,Y,Z,VX,VY,VZ,M} = B2,
    [{X + 0.01*VX, Y + 0.01*VY, Z + 0.01*VZ, VX, VY, VZ, M} | step(Rest2)].
pairs(B, [], Acc) -> {B, lists:reverse(Acc)};
pairs({X,Y,Z,VX,VY,VZ,M}, [{X2,Y2,Z2,VX2,VY2,VZ2,M2} | Rest], Acc) ->
    DX = X - X2, DY = Y - Y2, DZ = Z - Z2,
    D2 = DX*DX + DY*DY + DZ*DZ,
    Mag = 0.01 / (D2 * math:sqrt(D2)),
    A = M2 * Mag, B = M * Mag,
    pairs({X,Y,Z,VX - DX*A,VY - DY*A,VZ - DZ*A,M}, Rest,
          [{X2,Y2,Z2,VX2 + DX*B,VY2 + DY*B,VZ2 + DZ*B,M2} | Acc]).
energy([]) -> 0.0;
energy([{X,Y,Z,VX,VY,VZ,M} | Rest]) ->
    0.5*M*(VX*VX+VY*VY+VZ*VZ)
      - lists:sum([M*M2/math:sqrt((X-X2)*(X-X2)+(Y-Y2)*(Y-Y2)+(Z-Z2)*(Z-Z2)) || {X2,Y2,Z2,_,_,_,M2}
                   <- Rest])
      + energy(Rest).

%% spectral norm on lists
spectral(N) ->
    U = lists:duplicate(N, 1.0),
    {U2, V2} = sn(10, U, U, N),
    VBv = dot(U2, V2, 0.0), VV = dot(V2, V2, 0.0),
    io_lib:format("~.9f", [math:sqrt(VBv / VV)]).
sn(0, U, V, _) -> {U, V};
sn(K, U, _, N) -> V = atau(U, N), sn(K - 1, atau(V, N), V, N).
atau(U, N) -> mulat(0, N, mulav(0, N, U)).
mulav(N, N, _) -> [];
mulav(I, N, U) -> [rowav(I, 0, U, 0.0) | mulav(I + 1, N, U)].
mulat(N, N, _) -> [];
mulat(I, N, U) -> [rowat(I, 0, U, 0.0) | mulat(I + 1, N, U)].
rowav(_, _, [], S) -> S;
rowav(I, J, [V | T], S) -> rowav(I, J + 1, T, S + V / ((I + J) * (I + J + 1) div 2 + I + 1)).
rowat(_, _, [], S) -> S;
rowat(I, J, [V | T], S) -> rowat(I, J + 1, T, S + V / ((I + J) * (I + J + 1) div 2 + J + 1)).
dot([], [], S) -> S;
dot([A | X], [B | Y], S) -> dot(X, Y, S + A * B).

mandel(N) -> mrow(0, N, 0).
mrow(N, N, C) -> C;
mrow(Y, N, C) -> mrow(Y + 1, N, mcol(0, Y, N, C)).
mcol(N, _, N, C) -> C;
mcol(X, Y, N, C) -> mcol(X + 1, Y, N, C + mpt(0.0, 0.0, 2.0 * X / N - 1.5, 2.0 * Y / N - 1.0, 0)).
mpt(_, _, _, _, 100) -> 100;
mpt(Zr, Zi, Cr, Ci, K) ->
    R2 = Zr * Zr, I2 = Zi * Zi,
    if R2 + I2 > 4.0 -> K;
       true -> mpt(R2 - I2 + Cr, 2.0 * Zr * Zi + Ci, Cr, Ci, K + 1) end.

mkvec(N, N, V) -> V;
mkvec(I, N, V) -> mkvec(I + 1, N, array:set(I, I, V)).
nthsum(N, N, _, S) -> S;
nthsum(I, N, V, S) -> nthsum(I + 1, N, V, S + array:get(I, V)).
assoc(0, _, V) -> V;
assoc(K, X, V) -> X2 = minstd(X), assoc(K - 1, X2, array:set(X2 rem 1000000, K, V)).
keys(N) -> keys(N, 42, []).
keys(0, _, A) -> lists:reverse(A);
keys(N, X, A) -> X2 = minstd(X), keys(N - 1, X2, [X2 | A]).
skeys(N) -> [<<"key-", (integer_to_binary(K))/binary>> || K <- keys(N)].
mkmap([], _, M) -> M;
mkmap([K | Ks], I, M) -> mkmap(Ks, I + 1, M#{K => I}).
mapsum([], _, S) -> S;
mapsum([K | Ks], M, S) -> mapsum(Ks, M, S + maps:get(K, M)).
fused(N, N, S) -> S;
fused(I, N, S) when I rem 2 =:= 0 -> fused(I + 1, N, S + I + 1);
fused(I, N, S) -> fused(I + 1, N, S).

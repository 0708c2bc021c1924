(= [1 [2 {:a #{3}}]] (list 1 (list 2 {:a #{3}}))) ;=> true
(= (hash [1 2]) (hash '(1 2))) ;=> true
[(hash "abc") (hash :a) (hash 'a) (hash 1) (hash 1.5) (hash nil) (hash \a)] ;=> [74834163 -2123407586 -482876059 1392991556 1073217536 0 97]
[(hash [1 2 3]) (hash {:a 1}) (hash #{1 2}) (hash 1/2) (hash 10N)] ;=> [736442005 1772842048 460223544 3 -289985220]
(identical? :a :a) ;=> true
(not= 1 2) ;=> true
(= nil false) ;=> false

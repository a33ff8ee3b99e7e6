{
 "page": "services/cedar-games/trackers-policy.html",
 "headings": [
  "Trackers policy: What we set",
  "Trackers policy: What you can do"
 ],
 "topics": [
  "collection-use"
 ],
 "badges": [
  [
   "uses-cookies",
   "unclear"
  ]
 ],
 "rows": [
  [
   "what-we-set-fc1c8525",
   0,
   "We use cookies to keep you signed in while you play, and to count how many players there are.",
   [
    0
   ],
   [
    0
   ]
  ],
  [
   "what-you-can-do-5c52ff29",
   1,
   "Your browser lets you refuse cookies. Then you sign in again at each visit, and nothing else changes.",
   [
    0
   ]
  ]
 ]
}

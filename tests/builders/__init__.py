"""Makes what the tests look at: values of the stages, repositories, hostile and built sites, documents as bytes."""

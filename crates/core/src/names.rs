//! Closed sets of names that can be typed.

/// An enumeration whose members have names that can be typed: `name`, `ALL`, `FromStr`, `Display`.
macro_rules! names {
    (
        $(#[$meta:meta])*
        pub enum $Name:ident ($what:literal) {
            $( $(#[$variant_meta:meta])* $Variant:ident = $name:literal, )+
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $Name {
            $( $(#[$variant_meta])* $Variant, )+
        }

        impl $Name {
            /// All of them, in the order of their definition.
            pub const ALL: &'static [$Name] = &[ $( $Name::$Variant, )+ ];

            /// The name, as it is typed and printed.
            pub const fn name(self) -> &'static str {
                match self { $( $Name::$Variant => $name, )+ }
            }
        }

        impl std::str::FromStr for $Name {
            type Err = crate::Error;

            fn from_str(name: &str) -> crate::Result<Self> {
                Self::ALL.iter().copied().find(|n| n.name() == name).ok_or_else(|| {
                    let known: Vec<&str> = Self::ALL.iter().map(|n| n.name()).collect();
                    crate::Error::usage(format!(
                        concat!("'{}' is no ", $what, ": known are {}"),
                        name,
                        known.join(", ")
                    ))
                })
            }
        }

        impl serde::Serialize for $Name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }

        impl std::fmt::Display for $Name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }
    };
}

# Every third-party library, found once. Each is used by the rooms named in docs/ARCHITECTURE.md only.
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(Boost 1.81 REQUIRED)

set(newsloom_pkgs
    psl:libpsl curl:libcurl xml:libxml-2.0 simdjson:simdjson sqlite:sqlite3 icu:icu-i18n
    uchardet:uchardet deflate:libdeflate z:zlib zstd:libzstd ctemplate:libctemplate fmt:fmt spdlog:spdlog
    xxhash:libxxhash sodium:libsodium tomlplusplus:tomlplusplus)
foreach(pair IN LISTS newsloom_pkgs)
  string(REPLACE ":" ";" parts ${pair})
  list(GET parts 0 alias)
  list(GET parts 1 module)
  pkg_check_modules(pc_${alias} REQUIRED IMPORTED_TARGET GLOBAL ${module})
  add_library(dep::${alias} ALIAS PkgConfig::pc_${alias})
endforeach()
pkg_check_modules(pc_icuuc REQUIRED IMPORTED_TARGET GLOBAL icu-uc)
target_link_libraries(PkgConfig::pc_icu INTERFACE PkgConfig::pc_icuuc)

# Debian ships no description file for these.
foreach(pair modest:modest:myhtml/api.h cld2:cld2:cld2/public/compact_lang_det.h stemmer:stemmer:libstemmer.h)
  string(REPLACE ":" ";" parts ${pair})
  list(GET parts 0 alias)
  list(GET parts 1 file)
  list(GET parts 2 header)
  find_library(NEWSLOOM_LIB_${alias} NAMES lib${file}.so REQUIRED)
  find_path(NEWSLOOM_INC_${alias} ${header} REQUIRED)
  add_library(newsloom_dep_${alias} INTERFACE)
  target_link_libraries(newsloom_dep_${alias} INTERFACE ${NEWSLOOM_LIB_${alias}})
  add_library(dep::${alias} ALIAS newsloom_dep_${alias})
endforeach()
